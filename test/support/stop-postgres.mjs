export default async function stopPostgres() {}
