import type { ComponentProps } from 'react';
import { Fact, Facts, Moment, Notice, Page } from '../../ui/index.ts';
import { consentText } from './text.ts';

const said = consentText.checkPage;

/** Whether a letter with this code was sent: who holds the paper learns nothing that he does not hold. */
export const ConsentLetterPage = (props: {
  readonly context: Omit<ComponentProps<typeof Page>, 'title' | 'children'>;
  readonly letter: {
    readonly number: string;
    readonly title: string;
    readonly agency: string;
    readonly at: Date;
  } | null;
}) => (
  <Page {...props.context} title={said.title} unlisted>
    {props.letter === null ? (
      <Notice kind="warning" title={said.unknown} announced />
    ) : (
      <>
        <Notice kind="success" title={said.known} announced />
        <Facts>
          <Fact label={said.number}>{props.letter.number}</Fact>
          <Fact label={said.name}>{props.letter.title}</Fact>
          <Fact label={said.agency}>{props.letter.agency}</Fact>
          <Fact label={said.issued}>
            <Moment at={props.letter.at} />
          </Fact>
        </Facts>
      </>
    )}
  </Page>
);
