import { LinkList, Page, type PageProps, Section } from '../ui/index.ts';
import { text } from './text.ts';

const words = text.security;

/** How a contact is called: what stands after `mailto:` or `tel:`, without parameters. */
const titleOf = (contact: string): string => contact.replace(/^(?:mailto|tel):/u, '').replace(/[;?].*$/u, '');

/** Whom to tell of a weakness, and how; the policy that `security.txt` names. */
export const SecurityPage = ({
  context,
  contacts,
}: {
  readonly context: Pick<PageProps, 'site' | 'preferences' | 'path' | 'account'>;
  readonly contacts: readonly string[];
}) => (
  <Page {...context} title={words.title} breadcrumb={[]}>
    <p>{words.intro}</p>
    <Section title={words.contact}>
      <LinkList links={contacts.map((contact) => ({ href: contact, title: titleOf(contact) }))} />
    </Section>
    <Section title={words.tell}>
      <ul>
        {words.telling.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Section>
    <Section title={words.please}>
      <ul>
        {words.asking.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Section>
  </Page>
);
