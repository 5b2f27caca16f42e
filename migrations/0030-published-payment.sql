-- The page that a payer is sent back to belongs to nobody: it learns whether an order is paid, and nothing else of it.
create function pub.pub_payment(p_id uuid)
returns table (state text)
language sql stable security definer set search_path = pg_catalog rows 1
begin atomic
  select case when o.state in ('paid', 'closed') then o.state else 'open' end
    from kernel.payment_order o where o.id = p_id;
end;

revoke execute on function pub.pub_payment from public;
grant execute on function pub.pub_payment to mingtang_public, mingtang_app;
