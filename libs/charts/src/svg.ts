/** Attributes of an element; those that are undefined are left out. Never `style`: the pages allow no inline style. */
export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** An element with its children, ready to be shown. Attributes are escaped; children are elements or `text()`. */
export function element(name: string, attributes: Attributes, ...children: readonly string[]): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([attribute, value]) => ` ${attribute}="${escaped(String(value))}"`)
    .join('');
  return children.length === 0 ? `<${name}${written}/>` : `<${name}${written}>${children.join('')}</${name}>`;
}

/** Words inside an element. */
export function text(words: string): string {
  return escaped(words);
}

export interface Drawing {
  readonly width: number;
  readonly height: number;
  /** What it is a picture of. */
  readonly title: string;
  /** What it shows, in a sentence: the finding. */
  readonly finding: string;
  /** Tells this drawing's title from those of others on the page. */
  readonly id: string;
}

/** A whole drawing, which scales to the width it is given and is read out as its title and finding. */
export function drawing({ width, height, title, finding, id }: Drawing, ...children: readonly string[]): string {
  return element(
    'svg',
    {
      viewBox: `0 0 ${width} ${height}`,
      role: 'img',
      'aria-labelledby': `${id}-title ${id}-finding`,
      class: 'gt-chart',
      focusable: 'false',
    },
    element('title', { id: `${id}-title` }, text(title)),
    element('desc', { id: `${id}-finding` }, text(finding)),
    ...children,
  );
}

/** A number as it stands in a path: two decimals are less than anyone can see. */
export function place(value: number): number {
  return Math.round(value * 100) / 100;
}

function escaped(raw: string): string {
  return raw.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
