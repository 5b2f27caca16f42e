import { Button, Fact, Facts, LinkList, Notice, Page, type PageProps, Section } from '../../ui/index.ts';
import { READING_ACTS, type ReadingPoint } from './contract.ts';
import { readingText as words } from './text.ts';

/** The first page of a terminal at a reading point: where to read, and what was printed or lent. */
export const ReadingPointPage = (props: {
  readonly context: Pick<PageProps, 'site' | 'preferences' | 'path' | 'account'>;
  readonly point: ReadingPoint;
  readonly saved: boolean;
}) => {
  const { point } = props;
  return (
    <Page {...props.context} title={point.name} unlisted>
      {props.saved && <Notice kind="success" title={words.saved} announced />}
      <Facts>
        <Fact label={words.address}>{point.address}</Fact>
        <Fact label={words.hours}>{point.hours}</Fact>
        {point.phone !== '' && <Fact label={words.phone}>{point.phone}</Fact>}
      </Facts>
      <Section title={words.links}>
        <LinkList
          links={[
            { href: '/catalogue', title: words.go.catalogue },
            { href: '/policies', title: words.go.policies },
            { href: '/gazette', title: words.go.gazette },
            { href: '/search', title: words.go.search },
            { href: '/information-requests', title: words.go.request },
          ]}
        />
      </Section>
      <Section title={words.log}>
        <p className="hint">{words.logHint}</p>
        <form method="post" action={`/reading-point/${point.key}`} className="form" data-once>
          <div className="field">
            <label htmlFor="act">{words.act}</label>
            <select id="act" name="act" defaultValue="print">
              {READING_ACTS.map((act) => (
                <option key={act} value={act}>
                  {words.acts[act]}
                </option>
              ))}
            </select>
          </div>
          <div className="field">
            <label htmlFor="title">{words.what}</label>
            <input id="title" name="title" required maxLength={200} autoComplete="off" />
          </div>
          <div className="field">
            <label htmlFor="copies">{words.copies}</label>
            <input id="copies" name="copies" type="number" min={1} max={1000} defaultValue={1} required />
          </div>
          <Button>{words.save}</Button>
        </form>
      </Section>
    </Page>
  );
};
