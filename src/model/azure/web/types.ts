/** Apps of App Service. */
export const WEB_APPS = ['azurerm_linux_web_app', 'azurerm_windows_web_app', 'azurerm_app_service'];

/** Apps of functions. */
export const FUNCTION_APPS = [
  'azurerm_linux_function_app',
  'azurerm_windows_function_app',
  'azurerm_function_app',
  'azurerm_function_app_flex_consumption',
];

/** Slots, where the next release of an app waits. */
export const SLOTS = [
  'azurerm_linux_web_app_slot',
  'azurerm_windows_web_app_slot',
  'azurerm_app_service_slot',
  'azurerm_linux_function_app_slot',
  'azurerm_windows_function_app_slot',
  'azurerm_function_app_slot',
];
