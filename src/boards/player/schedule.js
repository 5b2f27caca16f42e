// What is shown when: no clock, no page, so that it is tested like any rule.

/** Whether a slot is on at a moment of the place where the terminal stands: day `2026-11-23`, minute `09:30`, weekday 1–7. */
export function isOn({ weekdays, from, until, firstDay, lastDay }, { day, minute, weekday }) {
  if (weekdays.length > 0 && !weekdays.includes(weekday)) return false;
  if (firstDay !== null && day < firstDay) return false;
  if (lastDay !== null && day > lastDay) return false;
  if (from === null && until === null) return true;
  const begin = from ?? '00:00';
  const end = until ?? '24:00';
  // Over midnight: from the evening until the morning.
  return begin <= end ? minute >= begin && minute < end : minute >= begin || minute < end;
}

/** The moment in legal time, whatever the machine is set to. */
export function momentOf(at) {
  const local = new Date(at.getTime() + 8 * 3_600_000);
  const iso = local.toISOString();
  return { day: iso.slice(0, 10), minute: iso.slice(11, 16), weekday: local.getUTCDay() || 7 };
}

/** The next slot after a place in the playlist that is on now, or null. */
export function nextSlot(slots, after, at) {
  const moment = momentOf(at);
  for (let step = 1; step <= slots.length; step += 1) {
    const place = (after + step) % slots.length;
    if (isOn(slots[place], moment)) return place;
  }
  return null;
}

/** A text as it is read off: headings, paragraphs, the rows of tables. */
export const linesOf = (parts) =>
  parts.flatMap((part) =>
    part.kind === 'table'
      ? [...(part.caption ? [part.caption] : []), ...part.rows.map((row) => row.filter(Boolean).join(' '))]
      : part.text.split('\n'),
  );

/** A letter or a digit takes half of the room that a character takes. */
const widthOf = (sign) => (/[\u0020-\u007e]/u.test(sign) ? 0.5 : 1);

function wrapped(text, columns) {
  const rows = [];
  let row = '';
  let width = 0;
  for (const sign of text.trim()) {
    if (width + widthOf(sign) > columns) {
      rows.push(row);
      row = '';
      width = 0;
    }
    row += sign;
    width += widthOf(sign);
  }
  return row === '' ? rows : [...rows, row];
}

/** Lines of a screen that has so many characters across and so many lines: pages of lines. */
export function ledPages(title, parts, columns, lines) {
  const rows = [title, ...linesOf(parts)].flatMap((text) => wrapped(text, columns));
  return Array.from({ length: Math.max(1, Math.ceil(rows.length / lines)) }, (_, i) =>
    rows.slice(i * lines, (i + 1) * lines),
  );
}
