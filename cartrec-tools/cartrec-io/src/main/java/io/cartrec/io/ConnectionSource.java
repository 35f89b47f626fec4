package io.cartrec.io;

import java.sql.Connection;
import java.sql.SQLException;

/** Where connections to a database come from: {@code dataSource::getConnection}. */
@FunctionalInterface
public interface ConnectionSource {

  /** A new connection, which the caller closes. */
  Connection open() throws SQLException;
}
