-- What an organ is made of: its duties, heads, internal organisation with phones. Anybody may read it.
create view pub.pub_institution with (security_barrier) as
  select key, version, valid_from, valid_to, value, changed_at from kernel.register_entry where register = 'institution';

grant select on pub.pub_institution to mingtang_public, mingtang_app;
