import { SpanStatusCode, trace, type Attributes } from '@opentelemetry/api';

/**
 * Runs work in a span of its own. Where the program was started without an OpenTelemetry SDK it costs next to nothing and
 * goes nowhere.
 *
 * @param attributes names from code and numbers: never an id, and nothing that somebody typed.
 */
export function inSpan<T>(name: string, attributes: Attributes, work: () => Promise<T>): Promise<T> {
  return trace.getTracer('goldenthread').startActiveSpan(name, { attributes }, async (span) => {
    try {
      return await work();
    } catch (error) {
      // Its message might hold data; its name does not.
      span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.name : 'unknown' });
      throw error;
    } finally {
      span.end();
    }
  });
}
