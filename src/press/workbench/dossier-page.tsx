import type { ReactNode } from 'react';
import { elementTitles } from '../../disclosure/text.ts';
import { urlOf } from '../../workbench/call.ts';
import { Answer } from '../../workbench/kit/answer.tsx';
import { At } from '../../workbench/kit/day.tsx';
import { Notice } from '../../workbench/kit/notice.tsx';
import { Facts, Panel } from '../../workbench/kit/panel.tsx';
import { Table } from '../../workbench/kit/table.tsx';
import { Link } from '../../workbench/router.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useCall } from '../../workbench/use-call.ts';
import { usePermission } from '../../workbench/use-session.ts';
import { formTitles, pressWords } from '../text.ts';
import { type Dossier, readDossier } from '../wire.ts';
import { Media } from './media.tsx';
import { Returns } from './returns.tsx';

const titles: Readonly<Record<string, string>> = elementTitles;
const { dossier: text, standings, outcomes } = pressWords;

/** Everything about how one document is explained. */
export function Page({ query }: PageProps) {
  const index = query.get('index') ?? '';
  const found = useCall(readDossier, { query: { index } });
  return (
    <Answer of={found} title={text.title}>
      {(dossier) => (
        <div className="stack">
          <h1>{text.title}</h1>
          {dossier.withdrawn && <Notice tone="warn">{text.withdrawn}</Notice>}
          <Document dossier={dossier} />
          <Plan plan={dossier.plan} />
          <Explained dossier={dossier} />
          <Panel title={text.returns}>
            {dossier.returns.length === 0 ? (
              <p className="soft">{text.noReturns}</p>
            ) : (
              <Returns rows={dossier.returns} />
            )}
          </Panel>
          <Media dossier={dossier} />
          <Followed followUp={dossier.followUp} />
        </div>
      )}
    </Answer>
  );
}

const Document = ({ dossier }: { readonly dossier: Dossier }) => (
  <Panel title={dossier.title}>
    <Facts
      facts={[
        [text.facts.index, dossier.index],
        [text.facts.number, dossier.documentNumber],
        [text.facts.agency, dossier.agency],
        [text.facts.published, <At key="at" at={dossier.publishedAt} />],
        [text.facts.standing, standings[dossier.standing]],
        dossier.path === null
          ? null
          : [
              text.facts.page,
              <a key="page" href={dossier.path}>
                {text.open}
              </a>,
            ],
        dossier.documentId === null
          ? null
          : [
              text.facts.matter,
              <Link key="matter" to={`/disclosure/publications/${dossier.documentId}`}>
                {text.open}
              </Link>,
            ],
      ]}
    />
  </Panel>
);

const Plan = ({ plan }: Pick<Dossier, 'plan'>) => (
  <Panel title={text.plan}>{plan === null ? <p className="soft">{text.noPlan}</p> : planned(plan)}</Panel>
);

const planned = (plan: NonNullable<Dossier['plan']>): ReactNode =>
  'exemption' in plan ? (
    <Facts facts={[[text.exemption, plan.exemption]]} />
  ) : (
    <Facts
      facts={[
        [text.forms, plan.forms.map((form) => formTitles[form] ?? form).join('、')],
        [text.interpreter, plan.interpreter],
        [text.elements, plan.elements.map((element) => titles[element] ?? element).join('、')],
      ]}
    />
  );

function Explained({ dossier }: { readonly dossier: Dossier }) {
  const mayDraft = usePermission('disclosure.draft');
  const about = { interprets: dossier.documentId, agency: dossier.agencyId, title: dossier.title };
  return (
    <Panel
      title={text.explained}
      aside={
        mayDraft && dossier.documentId !== null && !dossier.withdrawn ? (
          <Link className="button plain" to={urlOf({ path: '/disclosure/new' }, { query: about })}>
            {text.add}
          </Link>
        ) : null
      }
    >
      {dossier.explained.length === 0 ? (
        <p className="soft">{text.nothing}</p>
      ) : (
        <Materials rows={dossier.explained} documentAt={dossier.publishedAt} />
      )}
    </Panel>
  );
}

const Materials = ({ rows, documentAt }: { readonly rows: Dossier['explained']; readonly documentAt: string }) => (
  <Table
    caption={text.explainedTable}
    rows={rows}
    keyOf={({ index }) => index}
    columns={[
      {
        title: text.columns.title,
        cell: ({ title, path, withdrawn }) => (
          <>
            {path === null || withdrawn ? title : <a href={path}>{title}</a>}{' '}
            {withdrawn && <span className="tag wrong">{text.gone}</span>}
          </>
        ),
      },
      {
        title: text.columns.form,
        cell: ({ form, headLed }) => (
          <>
            {form !== null && (formTitles[form] ?? form)}
            {headLed && <div className="soft">{pressWords.coverage.head}</div>}
          </>
        ),
      },
      { title: text.columns.source, cell: ({ source, agency }) => source || agency, minor: true },
      { title: text.columns.published, cell: ({ publishedAt }) => <At at={publishedAt} />, minor: true },
      {
        title: text.columns.lag,
        cell: ({ publishedAt, lagDays }) => (publishedAt <= documentAt ? text.same : text.days(lagDays)),
      },
    ]}
  />
);

const Followed = ({ followUp }: Pick<Dossier, 'followUp'>) => (
  <Panel title={text.follow}>
    {followUp === null && <p className="soft">{text.noFollow}</p>}
    {followUp !== null && followUp.outcome === null && (
      <p>
        {text.waiting(followUp.dueOn)} <Link to={`/press/follow-ups/${followUp.id}`}>{text.openFollow}</Link>
      </p>
    )}
    {followUp !== null && followUp.outcome !== null && (
      <>
        <p>
          {outcomes[followUp.outcome]}；{text.questions(followUp.questions ?? 0)}。
        </p>
        <p className="written">{followUp.words}</p>
      </>
    )}
  </Panel>
);
