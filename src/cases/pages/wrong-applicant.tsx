import { Actions, LinkButton, Notice, Page, Section } from '../../ui/index.ts';
import type { Context } from './context.ts';
import { pageText } from './text.ts';

const words = pageText.wrongApplicant;

/** Says to somebody who opened an item for applicants of the other kind what is needed, and the way there. */
export const WrongApplicantPage = (props: {
  readonly context: Context;
  readonly item: { readonly code: string; readonly name: string };
  readonly wanted: 'person' | 'enterprise';
}) => {
  const { title, why, needs, act } = words[props.wanted];
  const guide = `/items/${props.item.code}`;
  return (
    <Page
      {...props.context}
      title={pageText.apply(props.item.name)}
      unlisted
      breadcrumb={[
        { href: '/items', title: pageText.items },
        { href: guide, title: props.item.name },
      ]}
    >
      <Notice kind="warning" title={title}>
        {why}
      </Notice>
      <Section title={words.needs}>
        <ol>
          {needs.map((need) => (
            <li key={need}>{need}</li>
          ))}
        </ol>
      </Section>
      <Actions>
        <LinkButton href="/me#principals">{act}</LinkButton>
        <LinkButton kind="secondary" href={guide}>
          {pageText.start.guide}
        </LinkButton>
      </Actions>
    </Page>
  );
};
