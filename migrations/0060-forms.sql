-- Pages elsewhere that give the background, and digital explanations, are forms of their own (R-133).
alter table disclosure.published drop constraint published_interpretation_check;
alter table disclosure.published add constraint published_interpretation_check check (interpretation in
  ('chart', 'expert', 'media', 'question-and-answer', 'audio', 'video', 'text', 'links', 'digital'));
grant select, insert, update on disclosure.published to mingtang_app;
