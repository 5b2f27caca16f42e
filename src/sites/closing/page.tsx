import { Fact, Facts, LinkList, Moment, Notice, Page, type PageProps, Section } from '../../ui/index.ts';
import { closingText } from './text.ts';

const words = closingText.page;

/** What a visitor of a site reads while it is shut. */
export const ClosedPage = (props: {
  readonly context: Pick<PageProps, 'site' | 'preferences' | 'path' | 'account'>;
  readonly name: string;
  readonly notice: string;
  readonly fromAt: Date;
  readonly untilAt: Date;
  readonly organiser: string;
  readonly contact: string;
}) => (
  <Page {...props.context} title={`${props.name}：${words.title}`} unlisted>
    <Notice kind="warning" title={props.notice} />
    <Facts>
      <Fact label={words.from}>
        <Moment at={props.fromAt} />
      </Fact>
      <Fact label={words.until}>
        <Moment at={props.untilAt} />
      </Fact>
      <Fact label={words.organiser}>{props.organiser}</Fact>
      <Fact label={words.contact}>{props.contact}</Fact>
    </Facts>
    <Section title={words.elsewhere}>
      <LinkList
        links={[
          { href: '/', title: words.links.home },
          { href: '/search', title: words.links.search },
          { href: '/catalogue', title: words.links.catalogue },
          { href: '/sites', title: words.links.sites },
        ]}
      />
    </Section>
  </Page>
);
