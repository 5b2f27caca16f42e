import type { ServiceItem } from './contract.ts';
import { foodLicence } from './items/food-licence.ts';
import type { Office } from './items/office.ts';

/** An office of the demo city, for items that no database has to know. */
export const office: Office = {
  agencyId: 1,
  agencyName: '明德区市场监督管理局',
  creditCode: '11590902MT0000022A',
  region: '590902',
  level: 4,
  place: '明德区政务服务中心（明堂市明德区观政街3号）',
  phone: '0590-6002001',
  complaintPhone: '0590-6002110',
  complaintPlace: '明德区政务服务中心“办不成事”反映窗口',
  reviewedBy: '明堂市明德区人民政府',
};

/** A sound licence, to be spoilt one element at a time. */
export const licence = (change: Partial<ServiceItem> = {}): ServiceItem => ({ ...foodLicence(office), ...change });

/** Text as somebody means harm with it. */
export const hostile = '<img src=x onerror=alert(1)>"\'&{{7*7}}]]>';
