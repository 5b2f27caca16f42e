-- A penalty decision that was changed, revoked, found unlawful or void leaves the public within three working days of that
-- day, not of the day on which somebody asks for it (行政处罚法 第四十八条).
alter table disclosure.change
  add column annulled_how text check (annulled_how in ('changed', 'revoked', 'unlawful', 'void')),
  add column annulled_on date,
  add column annulled_by text, -- the document that says so
  add constraint change_annulment check (
    num_nulls(annulled_how, annulled_on, annulled_by) in (0, 3) and (annulled_how is null or change = 'withdraw')
  );

grant select, insert, update on disclosure.change to mingtang_app;
