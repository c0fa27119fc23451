"""E-invoices: UBL 2.1, UN/CEFACT CII, and PDFs that carry one of them (Factur-X, ZUGFeRD 2)."""
