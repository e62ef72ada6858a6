"""What reviewers decide: reading their review files and keeping their decisions."""
