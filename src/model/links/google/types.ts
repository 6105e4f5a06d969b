/** Services and jobs of Cloud Run that other resources name. */
export const RUN_SERVICES = ['google_cloud_run_service', 'google_cloud_run_v2_service'];

/** Functions of both generations. */
export const FUNCTIONS = ['google_cloudfunctions_function', 'google_cloudfunctions2_function'];

/** Everything that runs code without a server of its own. */
export const SERVERLESS = [
  ...RUN_SERVICES,
  'google_cloud_run_v2_job',
  'google_cloud_run_v2_worker_pool',
  ...FUNCTIONS,
];

export const SECRETS = ['google_secret_manager_secret', 'google_secret_manager_regional_secret'];
