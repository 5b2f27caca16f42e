import { itemCode } from '../code.ts';
import type { ServiceItem } from '../contract.ts';

/** Who offers an item, and where people find them. */
export type Office = {
  readonly agencyId: number;
  readonly agencyName: string;
  readonly creditCode: string;
  /** County or city, six digits. */
  readonly region: string;
  readonly level: number;
  readonly place: string;
  readonly phone: string;
  readonly complaintPhone: string;
  readonly complaintPlace: string;
  /** Where a decision is taken for review. */
  readonly reviewedBy: string;
};

export const HOURS = '工作日 9:00—12:00，13:30—17:00（法定节假日除外）；网上全天可以申请';

/** The elements that follow from who offers the item. */
export const offeredBy = (office: Office, basicCode: string) =>
  ({
    code: itemCode(office.creditCode, office.level, basicCode),
    basicCode,
    agencyId: office.agencyId,
    agencyName: office.agencyName,
    agencyNature: 1,
    region: office.region,
    level: office.level,
    powerSource: 1,
    place: office.place,
    hours: HOURS,
    phone: office.phone,
    complaintPhone: office.complaintPhone,
    complaintPlace: office.complaintPlace,
  }) satisfies Partial<ServiceItem>;

/** @law 行政复议法 第二十条; 行政诉讼法 第四十六条 */
export const remediesAt = (office: Office): readonly string[] => [
  `对决定不服的，可以自知道该决定之日起六十日内向${office.reviewedBy}申请行政复议。`,
  '也可以自知道或者应当知道该决定之日起六个月内依法向人民法院提起行政诉讼。',
];

/** What people get in their hands when an application was granted. */
export const resultSample = (name: string): string =>
  `由办理机关出具的《${name}》电子文件，写明持有人、内容、日期和办理机关，附查验码，可在“证照查验”页面核对真伪。`;
