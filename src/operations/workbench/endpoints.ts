import { StaffList, StaffQuery } from '../../identity/contract.ts';

/** Whom to call is found among the staff. */
export const findStaff = {
  method: 'GET',
  path: '/api/staffing/people',
  query: StaffQuery,
  response: StaffList,
} as const;
