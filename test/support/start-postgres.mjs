// Placeholder until apps/standalone brings the embedded server.
export default async function startPostgres() {}
