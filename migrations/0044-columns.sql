-- A column that is taken from a site owes nothing any more; one that comes again begins with a duty of its own.
grant delete on sites.column_duty to mingtang_app;
