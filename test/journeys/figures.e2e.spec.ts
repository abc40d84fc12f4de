import { JourneyApp } from '../support/journey-app.js';

describe('Whoever keeps it running', () => {
  let app: JourneyApp;
  beforeAll(async () => {
    app = await JourneyApp.open();
  });
  afterAll(async () => {
    await app.close();
  });

  it('is told how far each view is behind, in events and in seconds', async () => {
    const nobody = await app.as();
    const { status, body } = await nobody.get('/health/lag');
    expect(status).toBe(200);
    const { views } = body as { views: readonly object[] };
    expect(views.length).toBeGreaterThan(1);
    for (const view of views) {
      expect(view).toMatchObject({
        eventsBehind: expect.any(Number) as number,
        secondsBehind: expect.any(Number) as number,
        stopped: false,
      });
    }
  });

  it('sees by route how long requests took, and never whose they were', async () => {
    const nobody = await app.as();
    await nobody.get('/api/v1/returns/9f3a52a5-7f22-4a58-9a39-6c9f1f6f7d11');
    await nobody.get('/sign-in');
    const figures = await app.platform.metrics.text();
    expect(figures).toMatch(/goldenthread_http_request_seconds_count\{method="GET",route="\/api\/v1\/returns\/:ref",status="401"\} [1-9]/);
    expect(figures).toMatch(/goldenthread_http_request_seconds_count\{method="GET",route="\/sign-in",status="\d+"\} [1-9]/);
    expect(figures).not.toContain('9f3a52a5');
  });

  it('finds no figures where people are: they are on a port of their own', async () => {
    const nobody = await app.as();
    expect((await nobody.get('/metrics')).status).toBe(404);
    expect((await nobody.get('/health/metrics')).status).toBe(404);
  });
});
