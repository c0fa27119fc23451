"""From a finding to money: disputes with carriers, their clocks, their papers, what came back."""
