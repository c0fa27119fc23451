"""The renewal pack: what an agreement brought, on a few pages, before it ends."""
