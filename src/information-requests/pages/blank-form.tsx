import { Page } from '../../ui/index.ts';
import { APPLICANT_KINDS } from '../decisions.ts';
import { text } from '../text.ts';
import { words } from '../words.ts';
import type { Context } from './landing.tsx';
import { pageText } from './text.ts';

const said = pageText.blank;

/** 空白申请表: one sheet to print, to fill in by hand and to hand over or send. Asks what the law asks, and nothing else. */
export const BlankFormPage = ({ context }: { readonly context: Context }) => (
  <Page {...context} title={said.title} breadcrumb={[{ href: '/information-requests', title: pageText.title }]}>
    <p className="hint">{said.howTo}</p>
    <p>{said.to}</p>
    <table className="sheet">
      <caption>{said.caption}</caption>
      <tbody>
        <Group title={pageText.form.who} />
        <Row title={words.applicant.kind} boxes={APPLICANT_KINDS.map((kind) => text.applicantKinds[kind])} />
        <Row title={words.applicant.name} />
        <Row
          title={words.applicant.documentKind}
          boxes={(['resident-id', 'credit-code', 'passport', 'other'] as const).map((kind) => text.documents[kind])}
        />
        <Row title={words.applicant.document} />
        <Row title={words.applicant.agent} />
        <Row title={words.applicant.phone} />
        <Row title={words.applicant.email} />
        <Row title={words.applicant.address} />
        <Group title={pageText.form.what} />
        <Row title={words.request.subject} />
        <Row title={words.request.wanted} tall />
        <Group title={pageText.form.how} />
        <Row title={words.request.medium} boxes={Object.values(text.mediums)} />
        <Row title={words.request.way} boxes={Object.values(text.ways)} />
        <Row title={said.suggest} boxes={[pageText.form.suggest]} />
        <Row title={said.signature} />
      </tbody>
    </table>
    <ul>
      {said.notes.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  </Page>
);

const Group = ({ title }: { readonly title: string }) => (
  <tr>
    <th colSpan={2} scope="rowgroup" className="part">
      {title}
    </th>
  </tr>
);

const Row = (props: { readonly title: string; readonly boxes?: readonly string[]; readonly tall?: boolean }) => (
  <tr className={props.tall ? 'tall' : undefined}>
    <th scope="row">{props.title}</th>
    <td>{props.boxes?.map((box) => `□ ${box}`).join('　')}</td>
  </tr>
);
