-- Privacy tickets: what a superior said of the problem that was assigned, and lists that are read by queue.

alter table screening.ticket add column words text;
create index ticket_unsettled on screening.ticket (matter_id) where settled_on is null;

grant select, insert, update on screening.ticket to mingtang_app;
