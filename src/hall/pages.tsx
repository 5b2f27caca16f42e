import { Actions, Button, Fact, Facts, LinkButton, Notice, Page, type PageProps } from '../ui/index.ts';
import { isBad, type RatingLevel } from './rules.ts';
import { levelTitles, text } from './text.ts';

type Context = Pick<PageProps, 'site' | 'preferences' | 'path' | 'account'>;
type Rated = { readonly number: string; readonly title: string };

const LEVELS: readonly RatingLevel[] = [5, 4, 3, 2, 1];

/** Asks for a rating of one finished matter. */
export const RatePage = (props: {
  readonly context: Context;
  readonly matter: Rated;
  readonly wrong?: string | undefined;
}) => (
  <Page {...props.context} title={text.title} unlisted wrong={props.wrong !== undefined}>
    {props.wrong !== undefined && <Notice kind="error" title={props.wrong} announced />}
    <p>{text.intro}</p>
    <Facts>
      <Fact label={text.matter}>{`${props.matter.title}（${props.matter.number}）`}</Fact>
    </Facts>
    <form method="post" action={`/rate/${props.matter.number}`}>
      <fieldset className="field">
        <legend>{text.level}</legend>
        {LEVELS.map((level) => (
          <div key={level} className="choice">
            <input type="radio" id={`level-${level}`} name="level" value={level} required />
            <label htmlFor={`level-${level}`}>{levelTitles[level]}</label>
          </div>
        ))}
      </fieldset>
      <div className="field">
        <label htmlFor="comment">{text.comment}</label>
        <p className="hint" id="comment-hint">
          {text.commentHint}
        </p>
        <textarea id="comment" name="comment" rows={4} maxLength={500} aria-describedby="comment-hint" />
      </div>
      <Button>{text.send}</Button>
    </form>
  </Page>
);

/** Says thank you, and what happens after a bad rating. */
export const ThanksPage = (props: {
  readonly context: Context;
  readonly matter: Rated;
  readonly level: RatingLevel;
}) => (
  <Page {...props.context} title={text.thanks} unlisted>
    <Notice kind="success" title={levelTitles[props.level]} announced>
      <p>{isBad(props.level) ? text.thanksBad : text.thanksGood}</p>
    </Notice>
    <Actions>
      <LinkButton href={`/my/applications/${props.matter.number}`} kind="secondary">
        {text.back}
      </LinkButton>
    </Actions>
  </Page>
);
