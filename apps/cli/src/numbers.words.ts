/** "1,200 events", "1 event". */
export function counted(number: number, one: string, many = `${one}s`): string {
  return `${grouped(number)} ${number === 1 ? one : many}`;
}

/** "48,211". */
export function grouped(number: number): string {
  return number.toLocaleString('en-GB', { maximumFractionDigits: 0 });
}

/** "less than a second", "12 seconds", "3 minutes", "2 hours". */
export function duration(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 1) return 'less than a second';
  if (seconds < 120) return counted(seconds, 'second');
  if (seconds < 7200) return counted(Math.round(seconds / 60), 'minute');
  return counted(Math.round(seconds / 3600), 'hour');
}
