import type { Day } from '../../kernel/index.ts';
import { Derivation, type DerivationRow, Fact, Facts, OnDay, Section } from '../../ui/index.ts';
import { pageText } from './text.ts';

const said = pageText.remedies;

/** One way that is open against the reply. */
export type OpenRemedy = {
  readonly kind: 'reconsideration' | 'lawsuit' | 'complaint';
  readonly title: string;
  readonly where: string;
  readonly law: string;
  /** null: no law limits it. */
  readonly until: Day | null;
  readonly isOver: boolean;
  readonly sentence: string;
  readonly steps: readonly DerivationRow[];
  readonly notes: readonly string[];
};

/** One case that was brought, as its applicant may follow it. */
export type Course = {
  readonly number: string;
  readonly title: string;
  readonly authority: string;
  readonly caseNumber: string;
  readonly stateTitle: string;
  readonly acceptedOn: Day;
  readonly answeredOn: Day | null;
  readonly result: string | null;
  readonly resultOn: Day | null;
  /** What was set aside is done again by then. */
  readonly redo: {
    readonly until: Day | null;
    readonly doneOn: Day | null;
    readonly isLate: boolean;
    readonly sentence: string;
    readonly steps: readonly DerivationRow[];
  } | null;
};

/** What can be done against the reply, and what came of what was done. Nothing while there is nothing. */
export const Remedies = (props: { readonly open: readonly OpenRemedy[]; readonly courses: readonly Course[] }) => (
  <>
    {props.courses.length > 0 && (
      <Section title={said.courses}>
        {props.courses.map((course) => (
          <CourseOf key={course.number} course={course} />
        ))}
      </Section>
    )}
    {props.open.length > 0 && (
      <Section title={said.title}>
        <p>{said.intro}</p>
        {props.open.map((remedy) => (
          <section key={remedy.kind}>
            <h3>{remedy.title}</h3>
            <Facts>
              <Fact label={said.where}>{remedy.where}</Fact>
              {remedy.until !== null && (
                <Fact label={said.until}>
                  <OnDay day={remedy.until} /> {remedy.isOver && <strong>{said.over}</strong>}
                </Fact>
              )}
              <Fact label={said.law}>{remedy.law}</Fact>
            </Facts>
            {remedy.notes.map((note) => (
              <p key={note}>{note}</p>
            ))}
            {remedy.until !== null && <Derivation sentence={remedy.sentence} rows={remedy.steps} />}
          </section>
        ))}
      </Section>
    )}
  </>
);

const CourseOf = ({ course }: { readonly course: Course }) => (
  <section>
    <h3>{course.title}</h3>
    <Facts>
      <Fact label={said.authority}>{course.authority}</Fact>
      {course.caseNumber !== '' && <Fact label={said.caseNumber}>{course.caseNumber}</Fact>}
      <Fact label={said.state}>{course.stateTitle}</Fact>
      <Fact label={said.acceptedOn}>
        <OnDay day={course.acceptedOn} />
      </Fact>
      {course.answeredOn !== null && (
        <Fact label={said.answeredOn}>
          <OnDay day={course.answeredOn} />
        </Fact>
      )}
      {course.result !== null && <Fact label={said.result}>{course.result}</Fact>}
      {course.resultOn !== null && (
        <Fact label={said.resultOn}>
          <OnDay day={course.resultOn} />
        </Fact>
      )}
      {course.redo !== null && course.redo.doneOn === null && course.redo.until !== null && (
        <Fact label={said.redoUntil}>
          <OnDay day={course.redo.until} /> {course.redo.isLate && <strong>{said.redoLate}</strong>}
        </Fact>
      )}
      {course.redo?.doneOn && (
        <Fact label={said.redoneOn}>
          <OnDay day={course.redo.doneOn} />
        </Fact>
      )}
    </Facts>
    {course.redo !== null && course.redo.doneOn === null && (
      <>
        <p>{said.redo}</p>
        <Derivation sentence={course.redo.sentence} rows={course.redo.steps} />
      </>
    )}
  </section>
);
