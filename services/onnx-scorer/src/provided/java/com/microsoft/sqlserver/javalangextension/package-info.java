/**
 * Signatures of the Microsoft Extensibility SDK for Java, as Microsoft documents them.
 *
 * <p>The SDK is a part of SQL Server and in no registry. These classes are here to compile and test against, and are not in the jar: SQL
 * Server has its own, in {@code mssql-java-lang-extension.jar}.
 *
 * @see <a href="https://learn.microsoft.com/sql/language-extensions/how-to/extensibility-sdk-java-sql-server">the SDK</a>
 */
package com.microsoft.sqlserver.javalangextension;
