import { defineRegister } from '../kernel/index.ts';
import { DemonstrationSite } from './contract.ts';

/** 示范点, each from a day on: the monthly bulletin tells of them. */
export const demonstrationRegister = defineRegister<DemonstrationSite>('demonstration-site', (value) =>
  DemonstrationSite.parse(value),
);
