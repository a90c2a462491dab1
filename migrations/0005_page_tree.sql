-- The page that a page stands under; NULL at the root of the tree, where every page of before stands.
ALTER TABLE pages ADD COLUMN parent TEXT;
