"""What changed on file since the audits that read it, which months it touches, what came of it."""
