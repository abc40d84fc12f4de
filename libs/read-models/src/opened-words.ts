import type { EventCodec } from '@goldenthread/event-sourcing';

/** What people show for what they say: a note of their own, or a link. The texts are their own words. */
type Evidence = { readonly kind: 'note'; readonly text: string } | { readonly kind: 'link'; readonly title: string; readonly url: string };

/** What stands where someone's words were, once the key to them is destroyed. */
export const ERASED = '[erased]';

/** Opens the sealed texts of rows at the moment they are shown. */
export class OpenedWords {
  constructor(private readonly codec: EventCodec) {}

  async text(sealed: string | null): Promise<string | null> {
    return sealed === null ? null : ((await this.codec.open(sealed)) ?? ERASED);
  }

  async evidence(sealed: readonly Evidence[] | null): Promise<readonly Evidence[]> {
    return Promise.all((sealed ?? []).map((piece) => this.piece(piece)));
  }

  private async piece(piece: Evidence): Promise<Evidence> {
    const open = async (text: string): Promise<string> => (await this.text(text)) ?? ERASED;
    if (piece.kind === 'note') return { kind: 'note', text: await open(piece.text) };
    return { kind: 'link', title: await open(piece.title), url: await open(piece.url) };
  }
}
