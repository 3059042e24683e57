/** The only source of time. Rules get an instant from it as a value; tests bring their own. */
export interface Clock {
  /** The instant, as a Date in UTC. */
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** The calendar date of an instant in a time zone, as `YYYY-MM-DD`. */
export function dateInZone(instant: Date, timeZone: string): string {
  return dateFormatOf(timeZone).format(instant);
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** One format for each zone: building one costs more than a payment. The Swedish locale writes ISO 8601 dates. */
function dateFormatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' });
  formats.set(timeZone, format);
  return format;
}
