import { type Agency, directoryOf } from '../../identity/index.ts';
import { dayOf, type Kernel, type Web } from '../../kernel/index.ts';
import { sitesOfAgencies } from '../../sites/index.ts';
import { guideEntry, guideRegister, guidesOn, keepsGuide, lackingIn, putGuide, standingOfGuide } from '../guide.ts';
import { institutionRegister, institutionsOn, putInstitution } from '../institution.ts';
import { GuideText, type ReviewReason } from '../rules/guide.ts';
import { Institution, missingParts } from '../rules/institution.ts';
import { institutionParts, reviewText } from '../text.ts';
import { listGuides, putGuideCall, putInstitutionCall, readGuide, readInstitution } from '../wire-guides.ts';

const tags = ['disclosure'];
const config = { may: 'disclosure.guide' };

const inWords = (reasons: readonly ReviewReason[]): string[] => reasons.map((reason) => reviewText[reason]);

/** What the workbench asks of guides, and of what organs are made of. */
export function guideRoutes(web: Web, kernel: Kernel): void {
  const pageOf = async (agency: Agency, root: string): Promise<string | null> => {
    const site = (await sitesOfAgencies(kernel)).get(agency.id);
    return site ? `/${root}/${site.key}` : null;
  };
  web.get(
    listGuides.path,
    { config, schema: { summary: '各单位的公开指南', tags, response: { 200: listGuides.response } } },
    async ({ actor }) => {
      const on = dayOf(kernel.now());
      const [{ agencies }, guides, institutions] = await Promise.all([
        directoryOf(kernel),
        guidesOn(kernel.pool, on),
        institutionsOn(kernel, on),
      ]);
      const mine = agencies.filter(
        (agency) => keepsGuide(agency) && kernel.access.may(actor, 'disclosure.guide', { agencyId: agency.id }),
      );
      return {
        rows: mine.map((agency) => {
          const { state, reasons, entry } = standingOfGuide(guides.get(agency.key) ?? null, agency, on);
          return {
            id: agency.id,
            agency: agency.name,
            state,
            reasons: inWords(reasons),
            lacking: entry ? [...lackingIn(entry.value)] : [],
            revisedOn: entry?.validFrom ?? null,
            institutionOn: institutions.get(agency.key)?.validFrom ?? null,
          };
        }),
      };
    },
  );
  web.get(
    readGuide.path,
    {
      config,
      schema: { summary: '公开指南', tags, params: readGuide.params, response: { 200: readGuide.response } },
    },
    async ({ params, actor }) => {
      kernel.access.check(actor, 'disclosure.guide', { agencyId: params.id });
      const on = dayOf(kernel.now());
      const agency = (await directoryOf(kernel)).agencyById(params.id);
      const entry = await guideEntry(kernel.pool, agency.key, on);
      const versions = await guideRegister.history(kernel.pool, agency.key);
      const { state, reasons } = standingOfGuide(entry, agency, on);
      const { address, phone } = agency;
      return {
        guide: GuideText.parse(entry?.value ?? { address: address ?? '', phone: phone ?? '' }),
        agency: agency.name,
        version: versions[0]?.version ?? 0,
        state,
        reasons: inWords(reasons),
        page: await pageOf(agency, 'guides'),
        versions: versions.map(({ version, validFrom, validTo }) => ({ version, from: validFrom, to: validTo })),
      };
    },
  );
  web.post(
    putGuideCall.path,
    { config, schema: { summary: '发布公开指南', tags, params: putGuideCall.params, body: putGuideCall.body } },
    async ({ params, body, actor }, reply) => {
      await putGuide(kernel, { agencyId: params.id, ...body, actor, at: kernel.now() });
      return reply.code(204).send();
    },
  );
  web.get(
    readInstitution.path,
    {
      config,
      schema: {
        summary: '机构职能',
        tags,
        params: readInstitution.params,
        response: { 200: readInstitution.response },
      },
    },
    async ({ params, actor }) => {
      kernel.access.check(actor, 'disclosure.guide', { agencyId: params.id });
      const agency = (await directoryOf(kernel)).agencyById(params.id);
      const [latest] = await institutionRegister.history(kernel.pool, agency.key);
      const { address, phone, ...rest } = latest?.value ?? Institution.parse({ heads: [], sections: [] });
      // What is known already is offered, and said in public when it is published.
      const institution = { ...rest, address: address || (agency.address ?? ''), phone: phone || (agency.phone ?? '') };
      return {
        institution,
        agency: agency.name,
        version: latest?.version ?? 0,
        missing: missingParts(institution).map((part) => institutionParts[part]),
        revisedOn: latest?.validFrom ?? null,
        page: await pageOf(agency, 'institutions'),
      };
    },
  );
  web.post(
    putInstitutionCall.path,
    {
      config,
      schema: { summary: '发布机构职能', tags, params: putInstitutionCall.params, body: putInstitutionCall.body },
    },
    async ({ params, body, actor }, reply) => {
      await putInstitution(kernel, { agencyId: params.id, ...body, actor, at: kernel.now() });
      return reply.code(204).send();
    },
  );
}
