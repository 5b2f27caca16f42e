import type { ReactNode } from 'react';
import type { Captcha } from '../../kernel/index.ts';
import {
  Actions,
  Button,
  CaptchaField,
  ErrorSummary,
  Fact,
  Facts,
  fieldId,
  Hidden,
  LinkButton,
  Notice,
  Page,
} from '../../ui/index.ts';
import { APPLICANT_KINDS } from '../decisions.ts';
import { text } from '../text.ts';
import { words } from '../words.ts';
import type { Context } from './landing.tsx';
import { pageText } from './text.ts';

const said = pageText.form;

export type FormValues = Readonly<Record<string, string>>;
export type FormFault = { readonly path: string; readonly message: string };

type FormProps = {
  readonly context: Context;
  readonly agencies: readonly { readonly id: number; readonly name: string }[];
  readonly values: FormValues;
  readonly faults: readonly FormFault[];
  /** The token that makes a form count once. */
  readonly formKey: string;
  /** Asked of who is not signed in. */
  readonly captcha: Captcha | null;
};

/** 申请表: everything the law asks for and nothing else; nobody is asked what for. Works without script. */
export const FormPage = (props: FormProps) => {
  const { values, faults, captcha } = props;
  const scene = { values, faults };
  return (
    <Page
      {...props.context}
      title={said.title}
      unlisted
      wrong={faults.length > 0}
      breadcrumb={[{ href: '/information-requests', title: pageText.title }]}
    >
      <ErrorSummary errors={faults} title={said.wrong} />
      <form method="post" action="/information-requests/new" encType="multipart/form-data" className="form" data-once>
        <Hidden values={{ key: props.formKey }} />
        <Choice
          {...scene}
          name="agency"
          label={said.agency}
          options={props.agencies.map(({ id, name }) => [String(id), name])}
        />
        <Group title={said.who}>
          <Choice
            {...scene}
            name="kind"
            label={words.applicant.kind}
            options={APPLICANT_KINDS.map((kind) => [kind, text.applicantKinds[kind]])}
          />
          <Line {...scene} name="name" label={words.applicant.name} autoComplete="name" />
          <Choice
            {...scene}
            name="documentKind"
            label={words.applicant.documentKind}
            options={(['resident-id', 'credit-code', 'passport', 'other'] as const).map((kind) => [
              kind,
              text.documents[kind],
            ])}
          />
          <Line {...scene} name="document" label={words.applicant.document} hint={said.documentHint} />
          <File name="proof" label={said.proof} />
          <Line {...scene} name="agent" label={words.applicant.agent} optional />
          <Line
            {...scene}
            name="phone"
            label={words.applicant.phone}
            hint={said.contactHint}
            autoComplete="tel"
            optional
          />
          <Line {...scene} name="email" label={words.applicant.email} autoComplete="email" optional />
          <Line {...scene} name="address" label={words.applicant.address} autoComplete="street-address" optional />
        </Group>
        <Group title={said.what}>
          <Line {...scene} name="subject" label={words.request.subject} />
          <Lines {...scene} name="wanted" label={words.request.wanted} hint={said.wantedHint} />
          <File name="files" label={said.files} multiple />
        </Group>
        <Group title={said.how}>
          <Choice {...scene} name="medium" label={words.request.medium} options={Object.entries(text.mediums)} />
          <Choice {...scene} name="way" label={words.request.way} options={Object.entries(text.ways)} />
          <div className="choice">
            <input type="checkbox" id="suggest" name="suggest" value="1" defaultChecked={values.suggest === '1'} />
            <label htmlFor="suggest">{said.suggest}</label>
          </div>
        </Group>
        <CaptchaField captcha={captcha} wrong={faults.find(({ path }) => path === 'captcha')?.message} />
        <Button>{said.submit}</Button>
      </form>
    </Page>
  );
};

const Group = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <fieldset className="group">
    <legend>{title}</legend>
    {children}
  </fieldset>
);

type Scene = { readonly values: FormValues; readonly faults: readonly FormFault[] };
type FieldProps = Scene & {
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly autoComplete?: string | undefined;
  readonly optional?: boolean;
};

/** The frame of one question: label, hint, what is wrong with it. */
const Frame = (props: FieldProps & { readonly children: ReactNode }) => {
  const id = fieldId(props.name);
  const fault = props.faults.find(({ path }) => path === props.name);
  return (
    <div className={fault ? 'field wrong' : 'field'}>
      <label htmlFor={id}>{props.label}</label>
      {props.hint !== undefined && (
        <p className="hint" id={`${id}-hint`}>
          {props.hint}
        </p>
      )}
      {fault && (
        <p className="error" id={`${id}-error`}>
          {fault.message}
        </p>
      )}
      {props.children}
    </div>
  );
};

const attributes = ({ name, hint, faults, optional }: FieldProps) => {
  const id = fieldId(name);
  const isWrong = faults.some(({ path }) => path === name);
  const by = [hint !== undefined && `${id}-hint`, isWrong && `${id}-error`].filter(Boolean).join(' ');
  return {
    id,
    name,
    'aria-invalid': isWrong || undefined,
    'aria-describedby': by || undefined,
    'aria-required': optional ? undefined : true,
  };
};

const Line = (props: FieldProps) => (
  <Frame {...props}>
    <input
      type="text"
      {...attributes(props)}
      autoComplete={props.autoComplete}
      defaultValue={props.values[props.name]}
    />
  </Frame>
);

const Lines = (props: FieldProps) => (
  <Frame {...props}>
    <textarea rows={8} {...attributes(props)} maxLength={5000} defaultValue={props.values[props.name]} />
  </Frame>
);

const Choice = (props: FieldProps & { readonly options: readonly (readonly [value: string, title: string])[] }) => (
  <Frame {...props}>
    <select {...attributes(props)} defaultValue={props.values[props.name] ?? ''}>
      <option value="">{said.choose}</option>
      {props.options.map(([value, title]) => (
        <option key={value} value={value}>
          {title}
        </option>
      ))}
    </select>
  </Frame>
);

const File = ({
  name,
  label,
  multiple,
}: {
  readonly name: string;
  readonly label: string;
  readonly multiple?: boolean;
}) => (
  <div className="field">
    <label htmlFor={fieldId(name)}>{label}</label>
    <input type="file" id={fieldId(name)} name={name} multiple={multiple} accept=".pdf,.jpg,.jpeg,.png,.docx" />
  </div>
);

/** The request is in: its number, and once its code. */
export const DonePage = (props: {
  readonly context: Context;
  readonly number: string;
  readonly code: string | null;
}) => (
  <Page {...props.context} title={pageText.done.title} unlisted>
    <Notice kind="success" title={pageText.done.title} announced>
      <p>{props.code === null ? pageText.done.again : pageText.done.keep}</p>
    </Notice>
    <Facts>
      <Fact label={words.request.number}>{props.number}</Fact>
      {props.code !== null && (
        <Fact label={words.request.code}>
          <code>{props.code}</code>
        </Fact>
      )}
    </Facts>
    <p>{pageText.done.next}</p>
    <p className="note">{pageText.done.print}</p>
    <Actions>
      <LinkButton href="/information-requests/progress">{pageText.progress}</LinkButton>
    </Actions>
  </Page>
);
