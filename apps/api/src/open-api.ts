import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { describeOperations } from './open-api.operations.js';

/** Serves the description of every route at /api/v1/openapi.json, for anyone. */
export function describeApi(app: INestApplication): void {
  const config = new DocumentBuilder()
    .setTitle('Golden Thread')
    .setDescription(
      'Keeps every change to a safeguarding partnership’s assurance work, and shows the record as it stood on any date. ' +
        'Every GET of the record takes `asAt`; every change takes `Idempotency-Key` and most a precondition; every error is a problem+json.',
    )
    .setVersion('1')
    .setOpenAPIVersion('3.1.0')
    .addBearerAuth()
    .addSecurityRequirements('bearer')
    .addGlobalParameters({
      in: 'header',
      name: 'Acting-As',
      required: false,
      schema: { type: 'string', format: 'uuid' },
      description: 'Which of their appointments a person acts in, where they hold several.',
    })
    .build();
  let described: OpenAPIObject | undefined;
  const describe = (): OpenAPIObject => describeOperations(app, SwaggerModule.createDocument(app, config));
  SwaggerModule.setup('api/v1/openapi', app, () => (described ??= describe()), {
    jsonDocumentUrl: 'api/v1/openapi.json',
    ui: false,
    raw: ['json'],
  });
}
