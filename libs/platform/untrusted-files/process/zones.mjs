/** Instants of times on a clock, by the rules of time zones that Node has. */

const formats = new Map();

function formatOf(zone) {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
      era: 'short',
    });
    formats.set(zone, format);
  }
  return format;
}

/** Whether there is such a zone. */
export function isKnownZone(zone) {
  if (!/^[A-Za-z][\w+-]*(\/[\w+-]+){1,2}$|^(UTC|GMT)$/.test(zone)) return false;
  try {
    formatOf(zone);
    return true;
  } catch {
    return false;
  }
}

/** What the clock of a zone shows, minus what that of UTC shows, ms. */
function offsetAt(zone, instant) {
  const parts = Object.fromEntries(
    formatOf(zone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, value]),
  );
  const year = parts.era === 'BC' ? 1 - Number(parts.year) : Number(parts.year);
  const shown = Date.UTC(
    ...[year, Number(parts.month) - 1, Number(parts.day)],
    ...[Number(parts.hour), Number(parts.minute), Number(parts.second)],
  );
  return shown - Math.floor(instant / 1_000) * 1_000;
}

/** The instant at which a clock shows this: the first of two, and what a clock skips counts from before (RFC 5545, 3.3.5). */
export function instantIn(zone, wall) {
  const shown = Date.UTC(...wall);
  if (Number.isNaN(shown) || Math.abs(shown) > 8e15) return Number.NaN;
  const [before, after] = [offsetAt(zone, shown - 86_400_000), offsetAt(zone, shown + 86_400_000)];
  const fitting = [before, after]
    .map((offset) => shown - offset)
    .filter((instant) => instant + offsetAt(zone, instant) === shown);
  return fitting.length > 0 ? Math.min(...fitting) : shown - before;
}
