// Checks receipts on the page where they are chosen: nothing is sent. Where it cannot (no secure connection, an old
// browser) the form goes to the city, as it does without this script. Draws what receipt/pages.tsx draws.

const MOST_BYTES = 2 * 1_048_576;
const place = document.getElementById('receipt-result');
const form = document.getElementById('receipt-form');
const words = JSON.parse(place.dataset.words);
/** Fetched with the page, so that the check itself needs no connection. */
const verifier = import(place.dataset.verifier);

const filled = (sentence, values) => sentence.replace(/\{(\w+)\}/gu, (found, name) => values[name] ?? found);

/** An element; what comes from a receipt only ever becomes text. */
function h(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

function table(caption, titles, rows, stacks = true) {
  const heads = titles.map((title) => h('th', { scope: 'col', role: 'columnheader' }, title));
  const cell = (value, i) =>
    i === 0
      ? h('th', { scope: 'row', role: 'rowheader', 'data-label': titles[i] }, h('div', {}, value))
      : h('td', { role: 'cell', 'data-label': titles[i] }, h('div', {}, value));
  return h(
    'table',
    stacks ? { role: 'table', class: 'stacks' } : { role: 'table' },
    h('caption', {}, caption),
    h('thead', { role: 'rowgroup' }, h('tr', { role: 'row' }, ...heads)),
    h('tbody', { role: 'rowgroup' }, ...rows.map((row) => h('tr', { role: 'row' }, ...row.map(cell)))),
  );
}

const notice = (kind, title, ...notes) =>
  h('div', { class: `notice ${kind}` }, h('p', { class: 'notice-title' }, title), ...notes.map((it) => h('p', {}, it)));
const fact = (label, value) => h('div', { class: 'fact' }, h('dt', {}, label), h('dd', {}, value));
const section = (title, ...children) => h('section', { class: 'section' }, h('h2', {}, title), ...children);

function dayText(day) {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
}

function derivation({ process }, { name, facts, dueOn, provisional, days }) {
  const { title, law } = process.clocks[name];
  const values = { title, law, from: dayText(facts.startedOn), due: dueOn && dayText(dueOn) };
  const rows = days.map(({ day, n, why }) => [
    dayText(day),
    n === null ? h('span', { class: 'skipped' }, words.derivation.no) : filled(words.derivation.yes, { n }),
    why,
  ]);
  const { caption, day, counted, why, open } = words.derivation;
  return h(
    'div',
    { class: 'derivation' },
    h('p', {}, filled(dueOn === null ? words.standing : words.due, values)),
    ...(provisional
      ? [h('p', {}, h('strong', { class: 'tag' }, words.derivation.provisional), ` ${words.provisional}`)]
      : []),
    h('details', {}, h('summary', {}, open), table(caption, [day, counted, why], rows, false)),
  );
}

function proved(result) {
  const acts = result.entries.map(({ seq, at, act }) => [
    String(seq),
    new Date(at).toLocaleString('zh-CN', { timeZone: 'Asia/Shanghai' }),
    Object.hasOwn(result.process.actions, act) ? result.process.actions[act].title : act,
  ]);
  return [
    section(words.dates, ...result.dates.map((clock) => derivation(result, clock))),
    table(words.acts, [words.seq, words.at, words.act], acts),
  ];
}

function drawing(result, took) {
  const isBad = result.checks.some(({ ok }) => ok === false);
  const [kind, title, note] = result.ok
    ? ['success', words.ok, words.okNote]
    : isBad
      ? ['error', words.bad, words.badNote]
      : ['warning', words.open, words.openNote];
  const checks = result.checks.map(({ part, seq, ok, says }) => [
    words.parts[part],
    words.results[ok === null ? 'open' : ok ? 'yes' : 'no'],
    seq === null ? says : filled(words.inEntry, { seq }) + says,
  ]);
  return h(
    'section',
    {},
    notice(kind, title, note, filled(words.took, { ms: took.toFixed(1) })),
    h(
      'dl',
      { class: 'facts' },
      fact(words.matter, String(result.receipt?.matter ?? '')),
      fact(words.what, result.process?.title ?? ''),
      fact(words.log, result.note ? filled(words.logSize, result.note) : ''),
    ),
    table(words.checks, [words.part, words.result, words.says], checks),
    ...(isBad ? [] : proved(result)),
  );
}

async function check() {
  const file = form.elements.file.files[0];
  if (file && file.size > MOST_BYTES) return place.replaceChildren(notice('error', words.tooLarge));
  const text = file ? await file.text() : form.elements.text.value.trim();
  if (text === '') return place.replaceChildren(notice('error', words.nothing));
  const keys = JSON.parse(form.dataset.keys);
  const { verifyReceipt } = await verifier;
  const began = performance.now();
  const result = await verifyReceipt(text, { keys });
  const took = performance.now() - began;
  // What this browser cannot compute, the city can.
  if (result.checks.some(({ ok }) => ok === null)) return form.submit();
  place.dataset.ms = String(took);
  place.replaceChildren(drawing(result, took));
  place.focus();
}

// Without this there is neither the hash nor the signature: the form is left to work by itself.
if (form && globalThis.crypto?.subtle) {
  const where = document.getElementById('receipt-where');
  where.textContent = where.dataset.here;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    delete form.dataset.sent;
    event.submitter?.removeAttribute('aria-disabled');
    // Whatever fails here, the city can still check.
    check().catch(() => form.submit());
  });
}
