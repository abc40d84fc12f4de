/** A form with a file, as a browser sends it. */
export interface Multipart {
  readonly body: Buffer;
  readonly contentType: string;
}

/** @param file under the name `file`, after all the fields; left out where there is none. */
export async function multipartOf(fields: Readonly<Record<string, string>>, file?: Uint8Array, fileName = 'figures'): Promise<Multipart> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  if (file) form.append('file', new Blob([Buffer.from(file)]), fileName);
  const encoded = new Response(form);
  return { body: Buffer.from(await encoded.arrayBuffer()), contentType: encoded.headers.get('content-type') ?? '' };
}
