import { controllersOf, routesWithoutPolicy, ROUTE_POLICY } from '@goldenthread/access';
import { REFUSAL_WORDS } from '@goldenthread/http';
import { Controller, Get, SetMetadata } from '@nestjs/common';
import { JourneyApp } from '../support/journey-app.js';

interface Parameter {
  readonly in: string;
  readonly name: string;
  readonly required?: boolean;
}

interface Content {
  readonly content?: Readonly<Record<string, { readonly schema?: object }>>;
}

interface Operation {
  readonly tags?: readonly string[];
  readonly summary?: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: Content;
  readonly responses: Readonly<Record<string, Content & { readonly description?: string; readonly $ref?: string }>>;
  readonly security?: readonly object[];
}

interface OpenApi {
  readonly openapi: string;
  readonly security?: readonly object[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, { readonly properties?: Readonly<Record<string, { readonly enum?: string[] }>> }>>;
  };
}

@Controller('planted')
class PlantedController {
  @Get()
  open(): void {
    // Says nothing of who may call it.
  }

  @Get('closed')
  @SetMetadata(ROUTE_POLICY, { public: 'A test' })
  said(): void {
    // Says something.
  }
}

describe('Every route of the API', () => {
  let app: JourneyApp;
  let document: OpenApi;
  let operations: readonly { readonly name: string; readonly method: string; readonly path: string; readonly operation: Operation }[];

  beforeAll(async () => {
    app = await JourneyApp.open();
    document = (await (await app.as()).get('/api/v1/openapi.json')).body as unknown as OpenApi;
    operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ name: `${method.toUpperCase()} ${path}`, method, path, operation })),
    );
  });
  afterAll(() => app.close());

  /** Those for which something is not as it should be. */
  function failing(isRight: (operation: Operation, method: string, path: string) => boolean): string[] {
    return operations.filter(({ operation, method, path }) => !isRight(operation, method, path)).map(({ name }) => name);
  }

  const takes = ({ parameters = [] }: Operation, where: string, name: string): Parameter | undefined => {
    return parameters.find((parameter) => parameter.in === where && parameter.name === name);
  };

  it('says who may call it', () => {
    expect(routesWithoutPolicy(controllersOf(app.api))).toEqual([]);
    expect(controllersOf(app.api).length).toBeGreaterThan(8);
    expect(routesWithoutPolicy([PlantedController])).toEqual(['PlantedController.open']);
  });

  it('is in openapi.json, which has no other', () => {
    const registered = app.routes
      .filter(({ method, url }) => method !== 'HEAD' && /^\/(api\/v1|health)\//.test(url))
      .map(({ method, url }) => `${method} ${url.replace(/:(\w+)/g, '{$1}')}`);
    expect(operations.map(({ name }) => name).sort()).toEqual(registered.sort());
    expect(registered.length).toBeGreaterThan(25);
  });

  it('is described: a tag, a summary, its parameters and what it answers', () => {
    expect(document.openapi).toMatch(/^3\.1\./);
    expect(failing(({ tags = [] }) => tags.length === 1)).toEqual([]);
    expect(failing(({ summary = '' }) => /^[A-Z].{9,}[^.]$/.test(summary))).toEqual([]);
    expect(
      failing(({ responses }) => Object.values(responses).every(({ description, $ref }) => description !== '' || $ref !== undefined)),
    ).toEqual([]);
    expect(failing(({ responses }) => Object.keys(responses).some((status) => status.startsWith('2')))).toEqual([]);
    expect(
      failing((operation, _method, path) =>
        [...path.matchAll(/\{(\w+)\}/g)].every(([, name]) => takes(operation, 'path', name ?? '')?.required === true),
      ),
    ).toEqual([]);
  });

  it('answers every error as a problem, with a code of the closed list', () => {
    expect(failing(({ responses }) => responses.default?.$ref === '#/components/responses/Problem')).toEqual([]);
    expect(document.components.schemas.Problem?.properties?.code?.enum).toEqual(Object.keys(REFUSAL_WORDS).sort());
  });

  it('asks for a sign-in, unless it is public and says so', () => {
    expect(document.security).toEqual([{ bearer: [] }]);
    const open = operations.filter(({ operation }) => operation.security?.length === 0).map(({ path }) => path);
    expect(open.every((path) => /^\/(health|api\/v1\/problems)/.test(path))).toBe(true);
    expect(open).toHaveLength(5);
  });

  it('needs an Idempotency-Key where it changes something, and answers with a receipt', () => {
    const changes = operations.filter(({ method }) => method !== 'get');
    for (const { name, operation } of changes) {
      const [answer] = Object.entries(operation.responses).filter(([status]) => status.startsWith('2'));
      expect({ name, key: takes(operation, 'header', 'Idempotency-Key')?.required, answer: answer?.[1].content }).toEqual({
        name,
        key: true,
        answer: { 'application/json': { schema: { $ref: '#/components/schemas/Receipt' } } },
      });
    }
    expect(failing((operation, method) => method !== 'get' || !takes(operation, 'header', 'Idempotency-Key'))).toEqual([]);
    const guarded = changes.filter(({ operation }) => takes(operation, 'header', 'If-Match')).map(({ path }) => path);
    expect(guarded).toEqual(expect.arrayContaining(['/api/v1/returns/{ref}/answers/{item}', '/api/v1/returns/{ref}/sign-off']));
  });

  it('can be read as it was at any date, where it shows the record', () => {
    const now = failing((operation, method) => method !== 'get' || takes(operation, 'query', 'asAt') !== undefined);
    expect(now.filter((name) => !/\/(health|problems|me\b)/.test(name))).toEqual([]);
  });

  it('refers to nothing that is not there', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, reference]) => reference ?? '');
    expect(references.length).toBeGreaterThan(operations.length);
    expect(references.filter((reference) => resolved(document, reference) === undefined)).toEqual([]);
  });
});

/** What a reference such as `#/components/schemas/Problem` leads to. */
function resolved(document: OpenApi, reference: string): unknown {
  return reference
    .replace(/^#\//, '')
    .split('/')
    .reduce<unknown>(
      (node, step) => (node as Record<string, unknown> | undefined)?.[step.replaceAll('~1', '/').replaceAll('~0', '~')],
      document,
    );
}
