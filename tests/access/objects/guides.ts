import { putGuide } from '../../../src/disclosure/guide.ts';
import { putInstitution } from '../../../src/disclosure/institution.ts';
import { ELEMENTS } from '../../../src/disclosure/rules/guide.ts';
import type { People } from '../../../src/disclosure/testing.ts';
import { directoryOf } from '../../../src/identity/index.ts';
import { sitesOfAgencies } from '../../../src/sites/index.ts';
import { agencyAt, type Setting } from './setting.ts';

export const guide = Object.fromEntries(ELEMENTS.map((element) => [element, '见本机关网站']));
export const institution = {
  address: '明德区崇文街108号',
  phone: '0590-6110200',
  duties: '负责市场监督管理',
  hours: '工作日 9:00 至 17:00',
  heads: [{ name: '周局长', post: '局长', duties: '主持全面工作' }],
  sections: [{ name: '登记注册股', duties: '经营主体登记', phone: '0590-5550101', room: '201' }],
};

/** The guide of the agency in two versions, and what it is made of. */
export async function prepareGuides(setting: Setting, who: People) {
  const { kernel, at } = setting;
  const agencyId = await agencyAt(setting, 'o');
  const by = { agencyId, actor: who.drafter, at };
  await putGuide(kernel, { guide: { ...guide, phone: '0590-5550100' }, seen: 0, ...by });
  await putGuide(kernel, { guide, seen: 1, ...by });
  await putInstitution(kernel, { institution, seen: 0, ...by });
  const agency = (await directoryOf(kernel)).agencyById(agencyId);
  const site = (await sitesOfAgencies(kernel)).get(agencyId);
  if (!site) throw new Error('the agency has no site');
  return { guides: { agency: agency.name, site: site.key } };
}
