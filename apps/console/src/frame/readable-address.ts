import { paths } from '../paths.js';

/**
 * The address that a request is routed by: its own, or where it has a broken % sequence that of the page which says so. A
 * framework that meets one has no route yet, and so no page to answer with.
 */
export function readableAddress(url: string): string {
  const [path = '/'] = url.split('?');
  try {
    decodeURIComponent(path);
    return url;
  } catch {
    return paths.unreadable;
  }
}
