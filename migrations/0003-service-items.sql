-- Service items stand in the kernel's register `service-item`; the lists that people look through need to find
-- them by region, agency and basic code.

create index service_item_offer on kernel.register_entry
  ((value->>'region'), ((value->>'agencyId')::int)) where register = 'service-item';
create index service_item_basic_code on kernel.register_entry
  ((value->>'basicCode')) where register = 'service-item';
