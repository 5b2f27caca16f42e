import type { Day } from '../../kernel/index.ts';
import { Columns, Fact, Facts, LinkButton, LinkList, Notice, OnDay, Page, Section, Tag } from '../../ui/index.ts';
import type { ServiceItem } from '../contract.ts';
import { elementsOf } from '../elements.ts';
import { elementText, pageText, writtenLimit } from '../text.ts';
import type { Context } from './context.ts';
import { Materials, type MaterialsProps } from './materials.tsx';
import { ProcessChart, type ProcessProps } from './process-chart.tsx';

const text = pageText.guide;

export type GuidePageProps = {
  readonly context: Context;
  readonly item: ServiceItem;
  readonly version: number;
  readonly validFrom: Day;
  /** The limit for accepting or asking to correct, as the process has it. */
  readonly noticeLimit: string | null;
  readonly applyHref: string | null;
  readonly materials: Omit<MaterialsProps, 'code'>;
  readonly process: Pick<ProcessProps, 'width' | 'height' | 'flow'>;
};

/** Statutory and promised limit in plain words, with what does not count and what may be added. */
const Limit = ({ flow, noticeLimit }: { readonly flow: ServiceItem['flow']; readonly noticeLimit: string | null }) => (
  <>
    <p>
      <strong>{flow.promised === null ? text.instant : text.promise(writtenLimit(flow.promised))}</strong>
      {flow.promised !== null && text.promiseNote}
    </p>
    <p>
      {text.statutory(writtenLimit(flow.statutory.limit))}
      {text.law(flow.statutory.law)}
      {!flow.statutory.checked && <span className="hint"> {text.unchecked}</span>}
    </p>
    {flow.special && <p>{text.special(flow.special.title)}</p>}
    {flow.isLicence && flow.caseType === 'promised' && (
      <p>{text.extension(writtenLimit(flow.extension ?? { n: 10, unit: 'workday' }))}</p>
    )}
    {noticeLimit !== null && <p>{text.notice(noticeLimit)}</p>}
  </>
);

const KeyFacts = ({ item, noticeLimit }: Pick<GuidePageProps, 'item' | 'noticeLimit'>) => (
  <Facts>
    <Fact label={text.limit}>
      <Limit flow={item.flow} noticeLimit={noticeLimit} />
    </Fact>
    <Fact label={text.fee}>
      {item.fee.charged ? `${item.fee.standard ?? ''}${text.law(item.fee.basis ?? '')}` : text.noFee}
    </Fact>
    <Fact label={text.visits}>
      {item.visits === 0 ? text.noVisit : text.visitTimes(item.visits, item.visitReason ?? '')}
    </Fact>
    <Fact label={text.result}>{item.result.kind === '无' ? text.resultNone : item.result.name}</Fact>
    <Fact label={text.agency}>{item.agencyName}</Fact>
    <Fact label={text.place}>{item.place}</Fact>
    <Fact label={text.hours}>{item.hours}</Fact>
    <Fact label={text.phone}>
      <a href={`tel:${item.phone}`}>{item.phone}</a>
    </Fact>
    <Fact label={text.complaint}>
      {`${item.complaintPlace}，`}
      <a href={`tel:${item.complaintPhone}`}>{item.complaintPhone}</a>
    </Fact>
  </Facts>
);

const Bullets = ({ lines }: { readonly lines: readonly string[] }) => (
  <ul>
    {lines.map((line) => (
      <li key={line}>{line}</li>
    ))}
  </ul>
);

const Legal = ({ item }: { readonly item: ServiceItem }) => (
  <>
    <Section title={text.basis} id="basis">
      <ul>
        {item.basis.map(({ law, article, checked }) => (
          <li key={`${law}${article}`}>
            {`《${law}》${article}`}
            {!checked && <span className="hint">{text.basisUnchecked}</span>}
          </li>
        ))}
      </ul>
    </Section>
    <Section title={text.faq} id="faq">
      <dl>
        {item.faq.map(({ question, answer }) => (
          <div key={question}>
            <dt>
              <strong>{question}</strong>
            </dt>
            <dd>{answer}</dd>
          </div>
        ))}
      </dl>
    </Section>
    <Section title={text.remedies} id="remedies">
      <Bullets lines={item.remedies} />
    </Section>
    <Section title={text.elements} id="elements">
      <details>
        <summary>{text.allElements}</summary>
        <Facts>
          {elementsOf(item)
            .filter(({ key, lines }) => !IN_FULL_ABOVE.has(key) && lines.length > 0)
            .map(({ key, name, lines }) => (
              <Fact key={key} label={name}>
                {lines.length === 1 ? lines[0] : <Bullets lines={lines} />}
              </Fact>
            ))}
        </Facts>
      </details>
    </Section>
  </>
);

/** Elements that have a part of the page to themselves. */
const IN_FULL_ABOVE: ReadonlySet<string> = new Set(['materials', 'questions', 'faq', 'form', 'conditions', 'remedies']);

const CONTENTS = [
  ['materials', text.materials],
  ['conditions', text.conditions],
  ['process', text.process],
  ['result', text.resultTitle],
  ['basis', text.basis],
  ['faq', text.faq],
  ['remedies', text.remedies],
  ['elements', text.elements],
] as const;

const Side = ({ item, version, validFrom }: Pick<GuidePageProps, 'item' | 'version' | 'validFrom'>) => (
  <>
    <nav aria-label={text.contents}>
      <h2>{text.contents}</h2>
      <LinkList links={CONTENTS.map(([id, title]) => ({ href: `#${id}`, title }))} />
    </nav>
    <h2>{text.downloads}</h2>
    <LinkList
      links={[
        { href: `/items/${item.code}/process.svg`, title: text.svg },
        { href: `/items/${item.code}/process.bpmn`, title: text.bpmn },
        { href: `/items/${item.code}/history`, title: text.history },
      ]}
    />
    <p className="note">
      {`${text.version(version)}，`}
      <OnDay day={validFrom} short />
      {text.inForce}
    </p>
  </>
);

/** 办事指南: everything about one item, what people need first. */
export const GuidePage = (props: GuidePageProps) => {
  const { item, applyHref } = props;
  return (
    <Page
      {...props.context}
      title={item.name}
      description={`${item.name}：${item.agencyName}`}
      breadcrumb={[{ href: '/items', title: text.breadcrumb }]}
    >
      <p>
        <Tag>{item.typeName}</Tag>{' '}
        <Tag>{item.flow.caseType === 'instant' ? elementText.instant : elementText.promised}</Tag>
      </p>
      {applyHref === null ? (
        <Notice>{text.counterOnly}</Notice>
      ) : (
        <>
          <p>
            <LinkButton href={applyHref}>{text.apply}</LinkButton>
          </p>
          <p className="note">{text.applyNote}</p>
        </>
      )}
      <Columns
        main={
          <>
            <Section title={text.key}>
              <KeyFacts item={item} noticeLimit={props.noticeLimit} />
            </Section>
            <Section title={text.materials} id="materials">
              <Materials code={item.code} {...props.materials} />
            </Section>
            <Section title={text.conditions} id="conditions">
              <Bullets lines={item.conditions} />
            </Section>
            <Section title={text.process} id="process">
              <ProcessChart
                code={item.code}
                name={item.name}
                version={props.version}
                steps={item.steps}
                caseType={item.flow.caseType}
                {...props.process}
              />
            </Section>
            <Section title={text.resultTitle} id="result">
              <p>
                {item.result.kind === '无' ? text.resultNone : elementText.result(item.result.name, item.result.kind)}
                {item.result.validYears !== null && `，${text.valid(item.result.validYears)}`}
              </p>
              {item.result.sample !== null && <p>{item.result.sample}</p>}
            </Section>
            <Legal item={item} />
          </>
        }
        side={<Side item={item} version={props.version} validFrom={props.validFrom} />}
      />
    </Page>
  );
};
