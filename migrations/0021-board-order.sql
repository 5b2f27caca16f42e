-- Cases closed at one instant stand on the board in the order of their opening, on every screen the same.
create or replace view pub.pub_board with (security_barrier) as
  select number, title, (closed_at at time zone 'Asia/Shanghai')::date as finished_on,
         row_number() over (order by closed_at desc, id desc) as place
    from kernel.matter
   where kind = 'service-application' and closed_at is not null
   order by closed_at desc, id desc limit 20;
