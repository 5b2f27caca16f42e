import type { ReactNode } from 'react';
import type { FormDefinition, FormError, FormValues } from '../../kernel/form/index.ts';
import type { Day } from '../../kernel/index.ts';
import {
  Actions,
  Button,
  ErrorSummary,
  Fact,
  Facts,
  FormAnswers,
  FormStep,
  LinkButton,
  Notice,
  Page,
  Section,
  shortDay,
  type UploadedFile,
} from '../../ui/index.ts';
import { maskedAnswer } from '../rules/masked-answers.ts';
import { text } from '../text.ts';
import type { Context } from './context.ts';
import { type DraftStep, DraftSteps } from './steps.tsx';
import { pageText } from './text.ts';

/** What all pages of one draft share. */
export type DraftFrame = {
  readonly context: Context;
  readonly title: string;
  readonly steps: readonly DraftStep[];
  readonly expiresOn: Day;
};

const Frame = (
  props: DraftFrame & { readonly current: string; readonly wrong?: boolean; readonly children: ReactNode },
) => (
  <Page
    {...props.context}
    title={props.title}
    unlisted
    wrong={props.wrong}
    breadcrumb={[{ href: '/my', title: pageText.mine }]}
  >
    <DraftSteps steps={props.steps} current={props.current} />
    {props.children}
    <p className="note">{pageText.fill.expires(shortDay(props.expiresOn))}</p>
  </Page>
);

/** One step of the form. */
export const StepPage = (props: {
  readonly frame: DraftFrame;
  readonly form: FormDefinition;
  readonly step: string;
  readonly data: FormValues;
  readonly action: string;
  readonly backHref: string | undefined;
  readonly errors: readonly FormError[];
}) => (
  <Frame {...props.frame} current={props.step} wrong={props.errors.length > 0}>
    <ErrorSummary errors={props.errors} />
    <h2>{props.form.steps.find(({ key }) => key === props.step)?.title}</h2>
    <FormStep
      form={props.form}
      step={props.step}
      data={props.data}
      action={props.action}
      errors={props.errors}
      backHref={props.backHref}
      maySave
    />
  </Frame>
);

/** Places for the files, each material with what is there already. */
export const MaterialsPage = (props: {
  readonly frame: DraftFrame;
  readonly form: FormDefinition;
  readonly data: FormValues;
  readonly files: Readonly<Record<string, UploadedFile>>;
  readonly paperOnly: readonly string[];
  readonly shared: readonly string[];
  /** For a correction: what is wrong with each line. */
  readonly faults: readonly { readonly title: string; readonly detail: string }[];
  readonly action: string;
  readonly nextHref: string;
  readonly backHref: string | undefined;
  readonly errors: readonly FormError[];
}) => {
  const [step] = props.form.steps;
  return (
    <Frame {...props.frame} current="materials" wrong={props.errors.length > 0}>
      <ErrorSummary errors={props.errors} />
      <h2>{pageText.steps.materials}</h2>
      <FaultList faults={props.faults} />
      {step && step.fields.length > 0 ? (
        <FormStep
          form={props.form}
          step={step.key}
          data={props.data}
          files={props.files}
          action={props.action}
          errors={props.errors}
          submitLabel={pageText.materials.next}
          backHref={props.backHref}
          maySave
        />
      ) : (
        <>
          <p>{pageText.materials.nothing}</p>
          <Actions>
            <LinkButton href={props.nextHref}>{pageText.materials.toReview}</LinkButton>
          </Actions>
        </>
      )}
      <Named title={text.uploads.paperOnly} names={props.paperOnly} />
      <Named title={text.uploads.shared} names={props.shared} />
    </Frame>
  );
};

const Named = ({ title, names }: { readonly title: string; readonly names: readonly string[] }) =>
  names.length > 0 && (
    <>
      <p>{title}</p>
      <ul>
        {names.map((name) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
    </>
  );

/** What the notice asked for, line by line. */
export const FaultList = ({
  faults,
}: {
  readonly faults: readonly { readonly title: string; readonly detail: string }[];
}) =>
  faults.length > 0 && (
    <Facts>
      {faults.map(({ title, detail }) => (
        <Fact key={title} label={title}>
          <span className="written">{detail}</span>
        </Fact>
      ))}
    </Facts>
  );

const Answers = (props: {
  readonly form: FormDefinition;
  readonly data: FormValues;
  readonly changeHref: (step: string) => string;
}) => <FormAnswers {...props} present={(path, value) => maskedAnswer(props.form, path, value)} />;

export type ReviewFault = { readonly message: string; readonly href: string };

/** All that was filled in and uploaded, to be checked before it is sent. */
export const ReviewPage = (props: {
  readonly frame: DraftFrame;
  readonly form: FormDefinition | null;
  readonly data: FormValues;
  readonly situation: readonly { readonly label: string; readonly value: string }[];
  readonly files: readonly { readonly name: string; readonly file: string | null }[];
  readonly faults: readonly ReviewFault[];
  readonly hrefOf: (step: string) => string;
  readonly submitAction: string;
  readonly discardHref: string;
  readonly isCorrection: boolean;
  readonly wrong: boolean;
}) => (
  <Frame {...props.frame} current="review" wrong={props.wrong}>
    {props.faults.length > 0 && (
      <Notice kind="error" title={pageText.review.faults} announced={props.wrong}>
        <ul>
          {props.faults.map(({ message, href }) => (
            <li key={message}>
              <a href={href}>{message}</a>
            </li>
          ))}
        </ul>
      </Notice>
    )}
    <p>{pageText.review.intro}</p>
    {props.situation.length > 0 && (
      <Section title={pageText.review.situation}>
        <Facts>
          {props.situation.map(({ label, value }) => (
            <Fact key={label} label={label}>
              {value}
            </Fact>
          ))}
        </Facts>
      </Section>
    )}
    {props.form && <Answers form={props.form} data={props.data} changeHref={props.hrefOf} />}
    {props.files.length > 0 && (
      <Section title={pageText.review.files}>
        <Facts>
          {props.files.map(({ name, file }) => (
            <Fact key={name} label={name}>
              {file ?? pageText.review.notUploaded}
            </Fact>
          ))}
        </Facts>
      </Section>
    )}
    <form method="post" action={props.submitAction} data-once>
      <Button>{props.isCorrection ? pageText.review.submitCorrection : pageText.review.submit}</Button>
    </form>
    <LinkButton kind="quiet" href={props.discardHref}>
      {pageText.review.discard}
    </LinkButton>
  </Frame>
);
