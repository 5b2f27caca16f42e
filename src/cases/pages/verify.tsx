import type { Day } from '../../kernel/index.ts';
import { ProofOffer, type ProofState } from '../../proof/index.ts';
import { Button, Fact, Facts, Moment, Notice, OnDay, Page, PlainField, shortDay } from '../../ui/index.ts';
import type { Context } from './context.ts';
import { pageText } from './text.ts';

const words = pageText.verify;

export type Verified = {
  readonly standing: 'valid' | 'expired' | 'revoked' | 'early';
  readonly title: string;
  readonly number: string;
  readonly agency: string;
  readonly itemName: string;
  readonly holder: string;
  readonly issuedOn: Day;
  readonly validFrom: Day;
  readonly validUntil: Day | null;
  readonly revokedOn: Day | null;
  readonly checkedAt: Date;
  /** For papers of the applicant about his own matter: how far it is in the log, and where the receipt is. */
  readonly proof: { readonly state: ProofState; readonly href: string } | null;
};

/** Where anybody checks a certificate or notice by its code. */
export const VerifyPage = (props: { readonly context: Context; readonly code: string; readonly unknown: boolean }) => (
  <Page {...props.context} title={words.title}>
    {props.unknown && (
      <Notice kind="warning" title={words.unknown} announced>
        <p>{words.unknownNote}</p>
      </Notice>
    )}
    <p>{words.intro}</p>
    <p>
      <a href="/verify/receipt">{words.receipt}</a>
    </p>
    <form method="get" action="/verify" className="form">
      <PlainField name="code" label={words.code} hint={words.hint} value={props.code} maxLength={60} />
      <Button>{words.check}</Button>
    </form>
  </Page>
);

/** What is known of a document, to whoever holds its code: enough to compare it with the paper, and no more. */
export const VerifiedPage = ({ context, document }: { readonly context: Context; readonly document: Verified }) => (
  <Page {...context} title={words.title} unlisted breadcrumb={[{ href: '/verify', title: words.title }]}>
    <Notice kind={document.standing === 'valid' ? 'success' : 'warning'} title={words[document.standing]} announced />
    <Facts>
      <Fact label={words.name}>{document.title}</Fact>
      <Fact label={words.number}>{document.number}</Fact>
      <Fact label={words.item}>{document.itemName}</Fact>
      <Fact label={words.holder}>{document.holder}</Fact>
      <Fact label={words.agency}>{document.agency}</Fact>
      <Fact label={words.issued}>
        <OnDay day={document.issuedOn} short />
      </Fact>
      <Fact label={words.validity}>
        {words.from(shortDay(document.validFrom), document.validUntil && shortDay(document.validUntil))}
      </Fact>
      {document.revokedOn && (
        <Fact label={words.revokedOn}>
          <OnDay day={document.revokedOn} short />
        </Fact>
      )}
      <Fact label={words.checked}>
        <Moment at={document.checkedAt} />
      </Fact>
    </Facts>
    <p className="note">{words.masked}</p>
    {document.proof && <ProofOffer {...document.proof} isOwner={false} />}
  </Page>
);
