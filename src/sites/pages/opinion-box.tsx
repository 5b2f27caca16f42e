import { Actions, Button, Fact, Facts, PlainField, Section } from '../../ui/index.ts';
import { text } from '../text.ts';

const words = text.article.opinion;

export type Heard = { readonly said: string; readonly improved: string; readonly on: string };

/** Where visitors say what they think of how something is carried out, and what came of it; works without script. */
export const OpinionBox = ({ reference, heard }: { readonly reference: string; readonly heard: readonly Heard[] }) => (
  <>
    {heard.length > 0 && (
      <Section title={words.heard}>
        {heard.map(({ said, improved, on }) => (
          <Facts key={`${on} ${said}`}>
            <Fact label={words.said}>{said}</Fact>
            <Fact label={words.improved}>{improved}</Fact>
            <Fact label={words.on}>{on}</Fact>
          </Facts>
        ))}
      </Section>
    )}
    <Section title={words.title}>
      <form method="post" action={`/execution-opinions/${reference}`} className="form" data-once>
        <PlainField
          id="opinion-words"
          name="words"
          label={words.words}
          hint={words.wordsHint}
          maxLength={1000}
          rows={4}
          required
        />
        <PlainField
          id="opinion-contact"
          name="contact"
          label={words.contact}
          hint={words.contactHint}
          maxLength={200}
        />
        <Actions>
          <Button>{words.submit}</Button>
        </Actions>
      </form>
      <p>
        <a href="/execution-opinions/progress">{words.progress}</a>
      </p>
    </Section>
  </>
);
