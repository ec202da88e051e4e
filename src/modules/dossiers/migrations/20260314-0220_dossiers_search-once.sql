-- The index of words and units serves what this one did.
drop index dossiers_search;
